"""Whether texts in the register `leicht` keep the rules of easy language that a program can check, and the glossary."""
