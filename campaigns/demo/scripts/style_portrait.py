"""The demo's painted portraits."""

from campaigns.demo.script import Script

BRUSH_ZH = Script(
    slug="huabi",
    name="画笔在你手里",
    language="zh-hans",
    play="style_portrait",
    poster="brush-poster.webp",
    title="画笔在你手里",
    line="一张自拍，粗细笔触你说了算",
    button="画一张我",
    note="油画、水墨、镶嵌，随手换",
    prizes_title="画完有礼",
    products_title="坐下来，慢慢画",
    follow_title="常来坐坐",
    share_words="这是我自己调的笔触，你也来画一张！",
    rules=(
        "每人可得优惠券一张，再玩一次、再换笔触仍是同一张券。\n"
        "为了让你随时换笔触，照片和画一起保留，到时一起删除，你也可以随时删除。"
    ),
    prizes=(
        {
            "name": "满 30 减 10",
            "terms": "全场茶饮可用",
            "kind": "generated",
            "stock": 300,
        },
    ),
    places=("画架旁", "中庭大屏"),
)

BRUSH_EN = Script(
    slug="brush",
    name="The brush is yours",
    language="en",
    play="style_portrait",
    poster="brush-poster.webp",
    title="The brush is yours",
    line="One selfie, painted as bold as you like",
    button="Paint me",
    note="Oil, ink or stones: try them all",
    prizes_title="A treat for sitting still",
    products_title="Take a seat",
    follow_title="Stay in touch",
    share_words="I chose the brush for this one. Which is yours?",
    rules=(
        "One coupon for each person, however often you play or change the brush.\n"
        "So that you can change the brush, your photo is kept as long as the painting; both are "
        "erased in time, or whenever you say so."
    ),
    prizes=(
        {
            "name": "¥10 off",
            "terms": "On any drink over ¥30",
            "kind": "generated",
            "stock": 300,
        },
    ),
    places=("By the easel", "Atrium screen"),
)

SCRIPTS = (BRUSH_ZH, BRUSH_EN)
