"""The demo's mirrors that guess."""

from campaigns.demo.script import Script

# The brand's two products, each where it suits.
_PRODUCTS: dict[str, object] = {
    "persona1_products": "1",
    "persona2_products": "2",
    "persona3_products": "1, 2",
    "persona4_products": "2",
    "persona5_products": "1",
    "persona6_products": "1, 2",
}

MIRROR_ZH = Script(
    slug="mojing",
    name="魔镜魔镜",
    language="zh-hans",
    play="face_scan",
    poster="mirror-poster.webp",
    settings=_PRODUCTS,
    title="魔镜魔镜",
    line="它猜你是谁，十有八九猜不准",
    button="照照魔镜",
    note="拍一张，或自己选一个身份",
    prizes_title="照完有礼",
    products_title="配你今天的身份",
    follow_title="常来坐坐",
    share_words="魔镜说我是这样的人，你也来照照！",
    rules=(
        "只图一乐：魔镜猜的不算数，也可以不让它猜，自己选身份。每人可得优惠券一张，再玩一次仍是同一张券。\n"
        "照片用完即删，猜到的内容不保存；卡片到时自动删除，你也可以随时删除。"
    ),
    prizes=(
        {
            "name": "满 30 减 10",
            "terms": "全场茶饮可用",
            "kind": "generated",
            "stock": 300,
        },
    ),
    places=("试衣镜旁", "中庭大屏"),
)

MIRROR_EN = Script(
    slug="mirror",
    name="The mirror that guesses",
    language="en",
    play="face_scan",
    poster="mirror-poster.webp",
    settings=_PRODUCTS,
    title="The mirror that guesses",
    line="It guesses who you are, and is often wrong",
    button="Look into the mirror",
    note="One selfie, or choose who you are",
    prizes_title="A treat for looking in",
    products_title="Goes well with you today",
    follow_title="Stay in touch",
    share_words="The mirror says this is me. What does it say to you?",
    rules=(
        "Just for fun: the mirror's guess counts for nothing, and you can do without it and choose "
        "for yourself. One coupon for each person.\n"
        "Your photo is erased as soon as it was used, and what was guessed is not kept; the card "
        "is erased in time, or whenever you say so."
    ),
    prizes=(
        {
            "name": "¥10 off",
            "terms": "On any drink over ¥30",
            "kind": "generated",
            "stock": 300,
        },
    ),
    places=("By the fitting rooms", "Atrium screen"),
)

SCRIPTS = (MIRROR_ZH, MIRROR_EN)
