"""Tables that white space draws: text lines, columns, rows and spans from the boxes of ink blobs."""
