"""The demo's face readings."""

from campaigns.demo.script import Script

READING_ZH = Script(
    slug="mianxiang",
    name="面相小读",
    language="zh-hans",
    play="face_reading",
    poster="reading-poster.webp",
    title="面相小读",
    line="一把尺子，一段好听的话",
    button="听听我的面相",
    note="拍一张正脸，或选一张画的脸",
    prizes_title="读完有礼",
    products_title="配你的好气色",
    follow_title="常来坐坐",
    share_words="我的脸原来这么会说话，你也来听听！",
    rules=(
        "只图一乐：只量长短宽窄，不作任何判断。每人可得优惠券一张，再玩一次仍是同一张券。\n"
        "照片用完即删，结果图到时自动删除，你也可以随时删除。"
    ),
    prizes=(
        {
            "name": "满 30 减 10",
            "terms": "全场茶饮可用",
            "kind": "generated",
            "stock": 300,
        },
    ),
    places=("吧台立牌",),
)

READING_EN = Script(
    slug="reading",
    name="What your face has to say",
    language="en",
    play="face_reading",
    poster="reading-poster.webp",
    title="What your face has to say",
    line="A ruler, a selfie and a kind word",
    button="Read my face",
    note="One selfie, or a drawn face",
    prizes_title="A treat for your trouble",
    products_title="Goes well with a smile",
    follow_title="Stay in touch",
    share_words="My face has a lot to say. What about yours?",
    rules=(
        "Just for fun: only lengths and widths are looked at. One coupon for each person.\n"
        "Your photo is erased as soon as it is read; the picture is erased in time, or whenever "
        "you say so."
    ),
    prizes=(
        {
            "name": "¥10 off",
            "terms": "On any drink over ¥30",
            "kind": "generated",
            "stock": 300,
        },
    ),
    places=("Counter card",),
)

SCRIPTS = (READING_ZH, READING_EN)
