"""The benchmark behind `make bench`: the real bot beside a python-telegram-bot echo bot, measured in one run."""
