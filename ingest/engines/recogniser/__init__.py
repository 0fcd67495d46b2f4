"""Our own recogniser of text lines: a small convolutional network, read by ONNX Runtime.

`crop` cuts lines out of a page, `network` gives the chances of characters a frame, `ctc` and `beam` make texts of them,
`figures` those of cells whose column tells what they hold, `calibration` says how sure a text is. `python -m train`
makes the weights and everything else that is kept here as data.
"""
