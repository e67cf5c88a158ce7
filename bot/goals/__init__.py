"""Goals in the chat: looking at them, setting and wording, rating, showing, asking others, ending."""
