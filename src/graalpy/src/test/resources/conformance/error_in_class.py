class Account:
    limit = 10

    def withdraw(self, amount):
        if amount > self.limit:
            raise ValueError(
                f"{amount} is over the limit"
            )

a = Account()
a.withdraw(5)
a.withdraw(50)
