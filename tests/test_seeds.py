import hashlib

SHA256 = {
    "000_b5f4cbade368da0f.txt": "8fcc450a403fcb97b62ef2f376b2f89e670a2827ff776e26c86a843d188ce735",
    "001_d1ef755adda1dca7.txt": "c8dc444c59667f39239b405f2f32cb156470763be13f7674ae93ea5f3f1c1665",
    "002_f30b6c788768f1a2.txt": "4ab27f4e8d79794099bbd9cdfe143efdd52ce31c2989aa9cd304da4de13a9276",
    "003_df8bda3e632d1c3f.txt": "6faa891157557f62ef5433c293a30b324e15e2c67d7fcf85ffdccca976b96dce",
    "004_362c9b7aa5057988.txt": "02cb1366cff36480dad49f01dc1ed162ae23777c29fbf465658c2e4d91d15f32",
}


def test_the_articles_are_byte_for_byte_what_was_collected(seeds):
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in seeds.glob("*.txt")}
    assert found == SHA256
