"""The demo's fortune signs."""

from campaigns.demo.script import Script

FORTUNE_ZH = Script(
    slug="chouqian",
    name="新春抽签",
    language="zh-hans",
    play="fortune_sign",
    poster="fortune-poster.webp",
    title="新春抽签",
    line="摇一摇，看福娃替你抽到什么签",
    button="开始抽签",
    note="拍一张正脸，或选一张画的脸",
    prizes_title="上上签有大礼",
    products_title="年货茶",
    follow_title="常来坐坐",
    share_words="我抽到了新年签，你也来摇一支！",
    rules=(
        "签只图一乐，支支都是好意。上上签、大吉各有好礼，人人有券；再玩一次仍是同一张券。\n"
        "抽到哪支签，在开始前就由随机数定好，拍照与否机会相同。\n"
        "照片用完即删，福娃图到时自动删除，你也可以随时删除。"
    ),
    prizes=(
        {
            "name": "上上签：免单一杯",
            "terms": "任选一杯",
            "kind": "generated",
            "stock": 100,
            "tier": "supreme",
        },
        {
            "name": "大吉：满 30 减 15",
            "terms": "全场茶饮可用",
            "kind": "generated",
            "stock": 300,
            "tier": "great",
        },
        {
            "name": "好彩头：减 5 元",
            "terms": "全场茶饮可用",
            "kind": "shared",
            "shared_code": "LUMO-XINCHUN",
        },
    ),
    places=("年货街展位", "收银台立牌"),
)

FORTUNE_EN = Script(
    slug="fortune",
    name="A sign for the New Year",
    language="en",
    play="fortune_sign",
    poster="fortune-poster.webp",
    title="A sign for the New Year",
    line="Shake the cup, and a little doll holds up your sign",
    button="Draw my sign",
    note="One selfie, or a drawn face",
    prizes_title="The best sign wins the most",
    products_title="Tea for the holidays",
    follow_title="Stay in touch",
    share_words="I drew my sign for the New Year. Shake one out, too!",
    rules=(
        "The signs are for fun, and every one of them means well. One coupon for each person.\n"
        "Which sign you draw is fixed by chance before you begin, with a photo or without.\n"
        "Your photo is erased as soon as the doll is painted; the picture is erased in time, or "
        "whenever you say so."
    ),
    prizes=(
        {
            "name": "A free drink",
            "terms": "For the best sign of all",
            "kind": "generated",
            "stock": 100,
            "tier": "supreme",
        },
        {
            "name": "¥15 off",
            "terms": "For great luck, on any drink over ¥30",
            "kind": "generated",
            "stock": 300,
            "tier": "great",
        },
        {
            "name": "¥5 off",
            "terms": "On any drink",
            "kind": "shared",
            "shared_code": "LUMO-NEWYEAR",
        },
    ),
    places=("Holiday market", "Counter"),
)

SCRIPTS = (FORTUNE_ZH, FORTUNE_EN)
