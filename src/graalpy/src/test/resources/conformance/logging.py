import logging
logging.basicConfig(level=logging.INFO, format="%(levelname)s %(lineno)d %(message)s")
log = logging.getLogger("app")
log.info("started")

def work():
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("failed")
work()
log.warning("end %s", 3)
