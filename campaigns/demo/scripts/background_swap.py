"""The demo's scenes to step into."""

from campaigns.demo.script import Script

_PICTURES = {
    "scene_1": "garden-scene.webp",
    "foreground_1": "garden-front.webp",
    "scene_2": "moon-scene.webp",
    "foreground_2": "moon-front.webp",
    "scene_3": "lotus-scene.webp",
    "foreground_3": "lotus-front.webp",
}

TRAVEL_ZH = Script(
    slug="chuanyue",
    name="一秒到那儿",
    language="zh-hans",
    play="background_swap",
    poster="swap-poster.webp",
    settings={"name_1": "茶园夜色", "name_2": "月球漫步", "name_3": "荷塘晚霞"},
    pictures=_PICTURES,
    title="一秒到那儿",
    line="比个剪刀手，换个地方待",
    button="出发",
    note="对着镜头实时换景，不开镜头也能玩",
    prizes_title="拍完就有",
    products_title="路上带一杯",
    follow_title="常来坐坐",
    share_words="我刚去了一趟月球，你想去哪儿？",
    rules=(
        "每人可得优惠券一张，再玩一次仍是同一张券。\n"
        "换景就在这台设备上完成；只有你拍下的那一张会送去精修，到时自动删除，你也可以随时删除。\n"
        "短片只留在你的手机里，不会上传。"
    ),
    prizes=(
        {
            "name": "满 30 减 10",
            "terms": "全场茶饮可用",
            "kind": "generated",
            "stock": 300,
        },
    ),
    places=("中庭大屏", "橱窗海报"),
)

TRAVEL_EN = Script(
    slug="elsewhere",
    name="Elsewhere in a second",
    language="en",
    play="background_swap",
    poster="swap-poster.webp",
    settings={"name_1": "Tea garden", "name_2": "The moon", "name_3": "Lotus pond"},
    pictures=_PICTURES,
    title="Elsewhere in a second",
    line="Show scissors, and the world changes",
    button="Take me there",
    note="Live in front of your camera, or without one",
    prizes_title="Yours after the picture",
    products_title="One for the road",
    follow_title="Stay in touch",
    share_words="I have just been to the moon. Where would you go?",
    rules=(
        "One coupon for each person; playing again shows the same one.\n"
        "The scenes change on this very device; only the picture that you take is sent, to be made "
        "finer, and erased in time or whenever you say so.\n"
        "A clip stays on your phone and is never uploaded."
    ),
    prizes=(
        {
            "name": "¥10 off",
            "terms": "On any drink over ¥30",
            "kind": "generated",
            "stock": 300,
        },
    ),
    places=("Atrium screen", "Shop window"),
)

SCRIPTS = (TRAVEL_ZH, TRAVEL_EN)
