"""What the demo's campaigns say, in Chinese and English."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Script:
    """One finished campaign: its address, words, pictures and prizes.

    template: of a star photo, the scene by its name in art/. poster: the opening picture in art/,
    where there is no such scene.
    """

    slug: str
    name: str
    language: str
    title: str
    line: str
    button: str
    note: str
    prizes_title: str
    products_title: str
    follow_title: str
    share_words: str
    rules: str
    prizes: tuple[dict[str, object], ...]
    places: tuple[str, ...]
    theme: dict[str, str] = field(default_factory=dict)
    play: str = "star_photo"
    settings: dict[str, object] = field(default_factory=dict)
    template: str = ""
    poster: str = ""


STAGE_ZH = Script(
    slug="mira",
    name="和米拉同台",
    language="zh-hans",
    template="stage",
    title="和米拉同台",
    line="拍一张，站到她身边",
    button="开始拍照",
    note="约 10 秒，人人有券",
    prizes_title="拍完就有",
    products_title="她也在喝",
    follow_title="常来坐坐",
    share_words="我和米拉同台了，你也来！",
    rules=(
        "每人可得优惠券一张，再玩一次仍是同一张券。\n"
        "请在有效期内到鹿眠门店或线上店铺使用，不可兑换现金。\n"
        "照片只用于生成这张合影，到时自动删除，你也可以随时删除。"
    ),
    prizes=(
        {"name": "满 30 减 10", "terms": "全场茶饮可用", "kind": "generated", "stock": 500},
        {
            "name": "第二杯半价",
            "terms": "限门店使用",
            "kind": "shared",
            "shared_code": "LUMO-BANJIA",
        },
    ),
    places=("入口海报", "收银台立牌", "中庭大屏"),
)

STAGE_EN = Script(
    slug="mara",
    name="On stage with Mara",
    language="en",
    template="stage",
    title="On stage with Mara",
    line="One selfie, and you stand beside her",
    button="Take my photo",
    note="Ten seconds. A coupon for everybody.",
    prizes_title="Yours after the photo",
    products_title="What she drinks",
    follow_title="Stay in touch",
    share_words="I was on stage with Mara. Your turn!",
    rules=(
        "One coupon for each person; playing again shows the same one.\n"
        "Use it at any Lumo shop or online before it ends. No cash value.\n"
        "Your photo is used for this picture only, and erased in time or whenever you say so."
    ),
    prizes=(
        {"name": "¥10 off", "terms": "On any drink over ¥30", "kind": "pool"},
        {
            "name": "Second cup half price",
            "terms": "In shops",
            "kind": "shared",
            "shared_code": "LUMO-HALF",
        },
    ),
    places=("Entrance poster", "Counter", "Atrium screen"),
)

NEW_YEAR = Script(
    slug="newyear",
    name="灯火新年",
    language="zh-hans",
    template="lanterns",
    title="灯火新年",
    line="在灯笼街上，拍一张新年照",
    button="拍新年照",
    note="照片可以保存，也可以送给家人",
    prizes_title="新年好礼",
    products_title="年货茶",
    follow_title="关注鹿眠",
    share_words="送你一张新年照，新年快乐！",
    rules=(
        "每人可得新年券一张，再玩一次仍是同一张券。\n"
        "请在有效期内使用，不可兑换现金。\n"
        "照片到时自动删除，你也可以随时删除。"
    ),
    prizes=({"name": "新年礼盒减 20", "terms": "礼盒可用", "kind": "generated", "stock": 300},),
    places=("灯笼街展位",),
)

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

SCRIPTS = (STAGE_ZH, STAGE_EN, NEW_YEAR, DUEL_ZH, DUEL_EN, READING_ZH, READING_EN)
