"""What the packages of Office share: parts, relations, markup, charts, colours, pictures."""
