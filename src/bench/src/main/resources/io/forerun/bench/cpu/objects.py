class Account:
    def __init__(self, balance):
        self.balance = balance

    def deposit(self, amount):
        self.balance += amount


def work():
    accounts = [Account(i) for i in range(100)]
    for i in range(100_000):
        accounts[i % 100].deposit(i)
    return sum(account.balance for account in accounts)
