"""Files and git: documents, catalogs, the English and the configuration, read and written."""
