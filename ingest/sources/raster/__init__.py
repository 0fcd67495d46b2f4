"""What picture files and PDF pages have in common: bytes in, one page's pixels out, in little memory.

A package, so that recognising a text file loads none of it: only picture.py and pdf.py import it, when they read.
"""
