"""The scripts that make pages and the picture from the code: `python -m docs.make_pages`, `python -m docs.make_picture`."""
