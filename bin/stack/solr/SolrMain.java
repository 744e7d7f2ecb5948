import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.EnumSet;
import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.solr.servlet.CoreContainerProvider;
import org.apache.solr.servlet.SolrDispatchFilter;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Solr 9 without its tarball: a Jetty with the listener and the filter that Solr's web.xml names.
 *
 * <p>{@code java -Dsolr.solr.home=DIR -Djetty.port=N -cp 'lib/*' SolrMain.java}. Listens on 127.0.0.1 only: there
 * is no authentication.
 */
public class SolrMain {
  /** What stands behind the filter: a filter is only asked where a servlet is. */
  public static class NotFound extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
      response.sendError(404, "no such path: " + request.getRequestURI());
    }
  }

  public static void main(String[] args) throws Exception {
    Path home = Paths.get(System.getProperty("solr.solr.home")).toAbsolutePath();
    System.setProperty("solr.install.dir", home.toString());
    Files.createDirectories(home);
    Path xml = home.resolve("solr.xml");
    if (!Files.exists(xml)) Files.writeString(xml, "<solr><int name=\"maxBooleanClauses\">1024</int></solr>");

    QueuedThreadPool pool = new QueuedThreadPool(200, 8, 120_000);
    pool.setReservedThreads(0);
    Server server = new Server(pool);
    HttpConfiguration http = new HttpConfiguration();
    http.setRequestHeaderSize(65536); // CKAN's fq= travels in the GET line
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.getInteger("jetty.port"));
    connector.setIdleTimeout(120_000);
    server.addConnector(connector);

    ServletContextHandler context = new ServletContextHandler(server, "/solr", ServletContextHandler.NO_SESSIONS);
    context.setResourceBase(home.toString());
    context.addEventListener(new CoreContainerProvider());
    context.addFilter(new FilterHolder(SolrDispatchFilter.class), "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(NotFound.class, "/");
    server.setStopAtShutdown(true); // SIGTERM closes the cores cleanly
    server.start();
    server.join();
  }
}
