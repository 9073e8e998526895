"""Reports: results for people; one file a form."""
