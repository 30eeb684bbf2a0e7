"""The demo's face fusions."""

from campaigns.demo.script import Script

_CREW = {"scene": "crew-scene.webp"}
_SETTINGS: dict[str, object] = {"qr_corner": "top-right", "logo_corner": "top-left"}

CREW_ZH = Script(
    slug="xingji",
    name="星际船员",
    language="zh-hans",
    play="face_fusion",
    poster="crew-poster.webp",
    pictures=_CREW,
    settings=_SETTINGS,
    title="星际船员",
    line="拍一张，换上宇航服出发",
    button="我要上飞船",
    note="一张正脸自拍，几秒就好",
    prizes_title="登船有礼",
    products_title="太空里也想喝",
    follow_title="常来坐坐",
    share_words="我上飞船了，船员还差你一个！",
    rules=(
        "每人可得优惠券一张，再玩一次仍是同一张券。\n"
        "请在有效期内到鹿眠门店或线上店铺使用，不可兑换现金。\n"
        "照片用完即删，结果图到时自动删除，你也可以随时删除。\n"
        "画中宇航员肖像出自 NASA，属公有领域；本活动与 NASA 无关。"
    ),
    prizes=(
        {
            "name": "满 30 减 10",
            "terms": "全场茶饮可用",
            "kind": "generated",
            "stock": 300,
        },
    ),
    places=("飞船立牌",),
)

CREW_EN = Script(
    slug="crew",
    name="Star crew",
    language="en",
    play="face_fusion",
    poster="crew-poster.webp",
    pictures=_CREW,
    settings=_SETTINGS,
    title="Star crew",
    line="One selfie, and the suit is yours",
    button="Take me aboard",
    note="Look straight ahead; it takes seconds",
    prizes_title="Welcome aboard",
    products_title="What they drink up there",
    follow_title="Stay in touch",
    share_words="I am on the star crew. One seat is left!",
    rules=(
        "One coupon for each person; playing again shows the same one.\n"
        "Your photo is erased as soon as the picture is made; the picture is erased in time, or "
        "whenever you say so.\n"
        "The astronaut's portrait is by NASA, in the public domain; NASA has no part in this."
    ),
    prizes=(
        {
            "name": "¥10 off",
            "terms": "On any drink over ¥30",
            "kind": "generated",
            "stock": 300,
        },
    ),
    places=("Rocket stand",),
)

SCRIPTS = (CREW_ZH, CREW_EN)
