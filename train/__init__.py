"""Our own recogniser: synthetic lines, the network, its training, its measure, its export.

Nothing here is needed to read reports: it makes the weights that reading uses.
`python -m train --help` lists the verbs.
"""
