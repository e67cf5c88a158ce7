"""The time after the end: what is agreed, who is asked when, and somebody who notices silence."""
