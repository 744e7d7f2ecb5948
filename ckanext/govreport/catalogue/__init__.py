"""Puts a report into CKAN: names, dataset, resources, organization. The only room that writes."""
