"""Tables with a row or more for each package: for people, Bulkrax and Islandora Workbench."""
