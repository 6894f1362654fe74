"""Between documents and catalogs: extract, merge, and the work of people that is kept."""
