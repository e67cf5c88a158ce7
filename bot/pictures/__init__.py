"""Pictures of a case: frozen values in, SVG text and a text alternative that says the same out; PNG for the chat."""
