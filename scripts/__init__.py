"""Scripts of the project: tables of languages, examples and pages of the documentation."""
