"""Where reports come from: harvesters that take them from a place and hand them to the one gate."""
