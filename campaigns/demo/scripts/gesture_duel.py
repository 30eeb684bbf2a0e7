"""The demo's star duels."""

from campaigns.demo.script import Script

DUEL_ZH = Script(
    slug="caiquan",
    name="和小闪猜拳",
    language="zh-hans",
    play="gesture_duel",
    poster="duel-poster.webp",
    settings={"star_name": "小闪"},
    title="和小闪猜拳",
    line="石头剪刀布，三局两胜",
    button="开始猜拳",
    note="伸手就能玩，点一点也行",
    prizes_title="赢了有大礼，输了也有份",
    products_title="边喝边玩",
    follow_title="常来坐坐",
    share_words="我刚和小闪猜了拳，你敢来吗？",
    rules=(
        "三局两胜；平局再来。每人可得优惠券一张，再玩一次仍是同一张券。\n"
        "小闪每一拳在开局前就已定好，局后可以查验。\n"
        "手势画面只用来核对这一局，到时自动删除，你也可以随时删除。"
    ),
    prizes=(
        {
            "name": "完胜：免单一杯",
            "terms": "一局未失，任选一杯",
            "kind": "generated",
            "stock": 100,
            "tier": "flawless",
        },
        {
            "name": "胜者：满 30 减 15",
            "terms": "全场茶饮可用",
            "kind": "generated",
            "stock": 300,
            "tier": "win",
        },
        {
            "name": "加油券：减 5 元",
            "terms": "全场茶饮可用",
            "kind": "shared",
            "shared_code": "LUMO-JIAYOU",
        },
    ),
    places=("中庭大屏", "门口易拉宝"),
)

DUEL_EN = Script(
    slug="nova",
    name="Beat Nova",
    language="en",
    play="gesture_duel",
    poster="duel-poster.webp",
    settings={"star_name": "Nova"},
    title="Beat Nova",
    line="Rock, paper, scissors: best of three",
    button="Challenge Nova",
    note="With your hand, or by tapping",
    prizes_title="Win big, or lose with a smile",
    products_title="Sip while you play",
    follow_title="Stay in touch",
    share_words="I took on Nova at rock, paper, scissors. Your turn!",
    rules=(
        "Best of three; a draw is played again. One coupon for each person.\n"
        "Nova's moves are fixed before the duel begins; you can check them afterwards.\n"
        "Frames of your hand only serve to check the duel, and are erased in time."
    ),
    prizes=(
        {
            "name": "A free drink",
            "terms": "For winning every turn",
            "kind": "generated",
            "stock": 100,
            "tier": "flawless",
        },
        {
            "name": "¥15 off",
            "terms": "For winners, on any drink over ¥30",
            "kind": "generated",
            "stock": 300,
            "tier": "win",
        },
        {
            "name": "¥5 off",
            "terms": "On any drink",
            "kind": "shared",
            "shared_code": "LUMO-CHEERS",
        },
    ),
    places=("Atrium screen", "Shop window"),
)

SCRIPTS = (DUEL_ZH, DUEL_EN)
