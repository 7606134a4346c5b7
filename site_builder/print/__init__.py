"""Publication → things on paper: boards, bulletins, certificates, door cards, and the bill of what hangs where.

A `Sheet` is all that one document shows, as plain data; the theme's `print/` templates lay it out, Typst sets
it. Texts reach Typst as data only, so nothing that anybody wrote is ever taken for markup or code.
"""
