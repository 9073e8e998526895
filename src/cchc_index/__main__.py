"""``python -m cchc_index``: the command `cchc-index`."""

from cchc_index.cli import main

main()
