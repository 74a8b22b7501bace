import builtins, codecs, copyreg, json, locale, os, random, string, sys, warnings
for module in (builtins, json, os, random, string, sys, warnings, codecs, copyreg):
    module.leaked = 1
builtins.print = lambda *a: None
builtins.leaked = 1
json.dumps = None
sys.modules["leaked"] = sys
sys.path.append("leaked")
os.environ["LEAKED"] = "1"
random.seed(12345)
warnings.simplefilter("error")
codecs.register_error("leaked", lambda e: ("", 0))
copyreg.pickle(dict, lambda d: None)
sys.setrecursionlimit(5000)
sys.stdout.write("HARMLESS: changes its own modules\n")
