"""What a visitor does: searches in Chinese, narrows down, opens a report, reads a cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from selenium.common.exceptions import (
    ElementClickInterceptedException,
    NoSuchElementException,
    StaleElementReferenceException,
)
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

SECONDS = 30
#: The menu itself is hidden behind one that CKAN draws, another in each version.
CHOOSE = """
    const [menu, name] = arguments;
    menu.value = [...menu.options].find(each => each.text.trim() === name).value;
    menu.dispatchEvent(new Event('change', {bubbles: true}));
"""
TO_CENTRE = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})"


def wait(browser: Any, holds: Callable[[Any], Any]) -> Any:
    """Return what ``holds`` returns as soon as it is true; a page that changes meanwhile is asked again."""
    changing = (StaleElementReferenceException, NoSuchElementException, ElementClickInterceptedException)
    return WebDriverWait(browser, SECONDS, ignored_exceptions=changing).until(holds)


def one(browser: Any, selector: str, text: str = "") -> WebElement:
    """Return the first element that has the text, as soon as it is there."""

    def found(_: Any) -> Any:
        elements = browser.find_elements(By.CSS_SELECTOR, selector)
        return next((each for each in elements if text in each.text), None)

    element: WebElement = wait(browser, found)
    return element


def reads(browser: Any, selector: str, text: str) -> None:
    """Wait until the first element reads just so."""
    wait(browser, lambda _: browser.find_element(By.CSS_SELECTOR, selector).text == text)


def click(browser: Any, selector: str, text: str = "") -> None:
    def clicked(_: Any) -> bool:
        element = one(browser, selector, text)
        browser.execute_script(TO_CENTRE, element)
        element.click()
        return True

    wait(browser, clicked)


def fill(browser: Any, selector: str, text: str) -> None:
    """Write into a box and send its form."""

    def filled(_: Any) -> bool:
        box = one(browser, selector)
        browser.execute_script(TO_CENTRE, box)
        box.clear()
        box.send_keys(text, Keys.ENTER)
        return True

    wait(browser, filled)


def test_a_visitor_finds_a_report_in_chinese_and_reads_a_cell(
    browser: Any, server: str, library: dict[str, str]
) -> None:
    browser.get(f"{server}/zh_Hans_CN/govreport/")
    reads(browser, "h1", "共 9 份政府信息公开年报")

    fill(browser, "#field-giant-search", "政务服务")
    reads(browser, "h1", "找到 1 份与“政务服务”相符的报告")
    assert "牧野区政务服务和大数据管理局" in one(browser, ".dataset-item").text

    fill(browser, "#field-giant-search", "")
    reads(browser, "h1", "共 9 份政府信息公开年报")
    click(browser, ".nav-facet a", "2024")
    reads(browser, "h1", "共 3 份政府信息公开年报")
    assert "govreport_year=2024" in browser.current_url

    fill(browser, "label input[name=ext_requests_received_min]", "100")
    reads(browser, "h1", "共 1 份政府信息公开年报")
    assert "govreport_year=2024" in browser.current_url, "the boxes keep the year"
    assert [pill.text for pill in browser.find_elements(By.CSS_SELECTOR, ".pill")] == ["≥ 100", "2024"]

    click(browser, ".dataset-heading a", "淮安市人民政府")
    cell = one(browser, "#govreport-table-requests tbody tr td", "3,001")
    assert cell.value_of_css_property("text-align") == "right", "the page has its style"
    severe = [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]
    assert severe == []


def test_results_are_sorted_from_the_menu_and_keep_their_bounds(
    browser: Any, server: str, library: dict[str, str]
) -> None:
    browser.get(f"{server}/zh_Hans_CN/govreport/?ext_requests_received_min=10")
    Select(one(browser, "#field-order-by")).select_by_visible_text("新收申请最多")

    wait(browser, lambda driver: "govreport_n_requests_received" in unquote(driver.current_url))
    one(browser, ".dataset-item:first-child", "3,119")
    assert "ext_requests_received_min=10" in browser.current_url


def test_a_mark_in_a_table_leads_to_its_finding(browser: Any, server: str, library: dict[str, str]) -> None:
    browser.get(f"{server}/zh_Hans_CN/govreport/{library['hongze_district_2023.pdf']}")
    click(browser, "td.govreport-found-fault a", "⚠2")

    wait(browser, lambda driver: driver.current_url.endswith("#govreport-finding-2"))
    assert "各项结果相加为 11，“总计”印为 0" in one(browser, "#govreport-finding-2").text


def test_the_reader_switches_to_english_and_stays_on_the_page(
    browser: Any, server: str, library: dict[str, str]
) -> None:
    browser.get(f"{server}/zh_Hans_CN/govreport/{library['huaian_city_2024.pdf']}")
    script = one(browser, ".lang-select").find_element(By.CSS_SELECTOR, "[class*=select2]")
    assert script, "the page's scripts are alive"
    browser.execute_script(CHOOSE, browser.find_element(By.ID, "field-lang-select"), "English")

    wait(browser, lambda driver: f"/en/govreport/{library['huaian_city_2024.pdf']}" in driver.current_url)
    reads(browser, "#govreport-tables h2", "Tables")


def test_a_report_fits_a_telephone(phone: Any, server: str, library: dict[str, str]) -> None:
    phone.get(f"{server}/zh_Hans_CN/govreport/{library['huaian_city_2024.pdf']}")
    report, sidebar = one(phone, ".govreport-report"), phone.find_element(By.CSS_SELECTOR, ".secondary")
    width = "return document.documentElement.scrollWidth"
    wide = phone.execute_script(width)

    assert report.location["y"] < sidebar.location["y"], "the report comes before CKAN's sidebar"
    phone.get(f"{server}/zh_Hans_CN/dataset/")
    assert wide <= phone.execute_script(width), "no wider than CKAN's own pages: only tables scroll sideways"
