"""Office Open XML (.docx, .xlsx): the zip and its parts, text in runs, Word's body, Excel's sheets.

A package, so that recognising a text file loads none of it: word.py and excel.py import it when they read.
"""
