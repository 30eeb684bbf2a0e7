"""The demo's star photos."""

from campaigns.demo.script import Script

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

SCRIPTS = (STAGE_ZH, STAGE_EN, NEW_YEAR)
