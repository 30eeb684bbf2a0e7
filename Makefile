# Everything a person or CI does here. The work itself is in deploy/run/.
PYTHON ?= python3
export PORT LAN ARGS RUN
export PYTHONDONTWRITEBYTECODE = 1
run = @$(PYTHON) -m deploy.run

.PHONY: help demo test check bench format models train messages lock servers

help:      ## show this list
	@sed -n 's/^\([a-z]*\): *## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

demo:      ## set up and run the product at 127.0.0.1 (PORT=8000; LAN=1: https, for phones)
	$(run) demo

test:      ## set up and run all checks and tests (ARGS='tests/web -x': only these)
	$(run) test

check:     ## static checks only: style, types, templates, scripts, migrations
	$(run) check

bench:     ## measure speed, memory and page weight (ARGS=vision, ARGS=jobs: a part; ARGS='soak 10 hands')
	$(run) bench

format:    ## put code and templates into the house style
	$(run) format

models:    ## build the networks into .cache/models
	$(run) models

train:     ## train a network of our own (ARGS='style oil ../shared/data')
	$(run) train

messages:  ## collect the strings to translate into campaigns/locale
	$(run) messages

lock:      ## write the lock files anew
	$(run) lock

servers:   ## run a command with PostgreSQL and Redis (RUN='.venv/bin/pytest tests/services')
	$(run) servers
