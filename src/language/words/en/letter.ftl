## letter
