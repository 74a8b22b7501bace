a = 1; b = 2; print(a + b)
if a: print("one"); c = 3
x = [1,
     2]; y = 0; print(x[y]); z = 1 / y
