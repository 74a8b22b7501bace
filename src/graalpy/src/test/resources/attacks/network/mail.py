import ftplib, smtplib, poplib
attempt("smtp", smtplib.SMTP, "127.0.0.1", 25)
attempt("ftp", ftplib.FTP, "127.0.0.1")
attempt("pop", poplib.POP3, "127.0.0.1")
