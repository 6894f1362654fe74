"""Documents as HTML pages for reviewers."""
