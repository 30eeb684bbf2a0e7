"""The demo's catches."""

from campaigns.demo.script import Script

CATCH_ZH = Script(
    slug="jiefu",
    name="接福气",
    language="zh-hans",
    play="pose_catch",
    poster="catch-poster.webp",
    title="接住这份福气",
    line="金币、红包从天而降，伸手就接",
    button="开始接福",
    note="站到镜头前用双手接，也可以拖篮子接",
    prizes_title="接得越多，奖越大",
    products_title="接完歇一歇",
    follow_title="常来坐坐",
    share_words="我刚接了一大把红包，你能接多少？",
    rules=(
        "每局 25 秒；接到金币、红包、元宝得分，碰到炸弹扣分。每人可得优惠券一张。\n"
        "掉什么、从哪儿掉，开局前就已定好，局后可以查验；分数由服务器重新计算。\n"
        "游戏画面只用来核对这一局，到时自动删除，你也可以随时删除。"
    ),
    prizes=(
        {
            "name": "金奖：免单一杯",
            "terms": "任选一杯",
            "kind": "generated",
            "stock": 100,
            "tier": "gold",
        },
        {
            "name": "银奖：满 30 减 15",
            "terms": "全场茶饮可用",
            "kind": "generated",
            "stock": 300,
            "tier": "silver",
        },
        {
            "name": "福气券：减 5 元",
            "terms": "全场茶饮可用",
            "kind": "shared",
            "shared_code": "LUMO-FUQI",
        },
    ),
    places=("中庭大屏", "门口易拉宝"),
)

CATCH_EN = Script(
    slug="catch",
    name="Catch the luck",
    language="en",
    play="pose_catch",
    poster="catch-poster.webp",
    title="Catch the luck",
    line="Coins and red packets are falling: reach out!",
    button="Catch them",
    note="With both hands before the camera, or with a basket",
    prizes_title="The more you catch, the more you win",
    products_title="A sip after the run",
    follow_title="Stay in touch",
    share_words="I have just caught a handful of red packets. How many can you?",
    rules=(
        "25 seconds a game; coins, packets and ingots count, bombs cost. One coupon a person.\n"
        "What falls is fixed before the game, and can be checked afterwards; our server counts.\n"
        "Frames of the game only serve to check it, and are erased in time."
    ),
    prizes=(
        {
            "name": "A free drink",
            "terms": "For gold",
            "kind": "generated",
            "stock": 100,
            "tier": "gold",
        },
        {
            "name": "¥15 off",
            "terms": "For silver, on any drink over ¥30",
            "kind": "generated",
            "stock": 300,
            "tier": "silver",
        },
        {
            "name": "¥5 off",
            "terms": "On any drink",
            "kind": "shared",
            "shared_code": "LUMO-LUCK",
        },
    ),
    places=("Atrium screen", "Shop window"),
)

SCRIPTS = (CATCH_ZH, CATCH_EN)
