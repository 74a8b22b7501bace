# Analyse exam results
import statistics as st

scores = {
    "Algebra": [67, 88, 92, 45, 71, 83, 59, 95, 77, 62],
    "Biology": [80, 82, 79, 91, 85, 78, 88, 84, 90, 81],
    "History": [55, 60, 48, 72, 66, 91, 39, 58, 63, 70],
}

print(f"{'Subject':<10}{'n':>4}{'mean':>8}{'median':>8}{'stdev':>8}{'min':>5}{'max':>5}")
print("-" * 48)
for subject, values in scores.items():
    print(
        f"{subject:<10}{len(values):>4}{st.mean(values):>8.2f}{st.median(values):>8.1f}"
        f"{st.stdev(values):>8.2f}{min(values):>5}{max(values):>5}"
    )

# Quartiles
print()
for subject, values in scores.items():
    q1, q2, q3 = st.quantiles(values, n=4)
    print(f"{subject}: Q1={q1:.2f} Q2={q2:.2f} Q3={q3:.2f} IQR={q3 - q1:.2f}")

# Letter grades
def letter(score):
    if score >= 90: return "A"
    if score >= 80: return "B"
    if score >= 70: return "C"
    return "D" if score >= 60 else "F"


everyone = [s for values in scores.values() for s in values]
grades = [letter(s) for s in everyone]
for grade in "ABCDF":
    count = grades.count(grade)
    print(f"{grade} {'#' * count} {count}")

# Outliers by z-score
mean, dev = st.fmean(everyone), st.pstdev(everyone)
outliers = [(subject, s) for subject, vs in scores.items() for s in vs if abs(s - mean) / dev > 1.8]
print("Outliers:", outliers)
print("Mode of grades:", st.mode(grades))
