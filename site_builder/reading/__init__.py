"""Files become nodes that know their line; what they mean is decided on the next floor."""
