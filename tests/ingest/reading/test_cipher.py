from ingest.reading.cipher import Cipher


def codes(text, font="Nikosh"):
    return [(font, character) for character in text]


def learnt(*pairs):
    cipher = Cipher()
    for layer, read in pairs:
        cipher.learn(codes(layer), read)
    return cipher


def test_a_code_is_what_most_readings_of_it_are():
    # every digit of the layer is the next one; one ৩ was read as ৬
    cipher = learnt(("৩১", "২০"), ("৩৪", "২৩"), ("৪১", "৩০"), ("১৪", "০৩"), ("৩৪", "২৬"))
    assert cipher.text(codes("৩৪")) == "২৩"
    assert cipher.text(codes("৩৫")) is None  # ৫ was never seen


def test_seldom_seen_codes_and_disputed_ones_tell_nothing():
    assert learnt(("১", "০"), ("১", "০")).text(codes("১")) is None
    assert learnt(("১", "০"), ("১", "০"), ("১", "৯"), ("১", "৬")).text(codes("১")) is None
    assert learnt(("১২", "০"), ("১২", "০"), ("১২", "০")).text(codes("১")) is None  # read as one character


def test_two_codes_of_one_digit_are_its_two_scripts():
    read = [("২,2", "2,2"), ("২,2", "২,2"), ("২,2", "২,2"), ("২,2", "2,2")]
    assert learnt(*read).text(codes("২,2")) == "২,2"
    assert learnt(*[("২,2", "2,2")] * 4).text(codes("২")) is None  # nothing tells which is which
    other = learnt(*read)
    other.learn(codes("২", "Mukti"), "2")
    assert other.text(codes("২", "Mukti")) is None  # another font's codes are others


def test_three_codes_of_one_digit_are_no_knowledge():
    assert learnt(*[("৬", "৬"), ("৯", "৬"), ("৫", "৬")] * 3).text(codes("৬")) is None
