/** What the doctor says, by the code of a finding; `{places}` are filled with its values. */
const texts: Readonly<Record<string, string>> = {
  settings_good: '设置都读得懂。',
  settings_wrong: '{name} 没填或填错了：{fix}',
  data_good: '数据文件夹 {folder} 能写。',
  data_unwritable: '数据文件夹 {folder} 写不进去：换一个文件夹（XINQIAO_DATA_DIR），或者给运行本程序的用户写权限。',
  site_good: '中心的资料（{folder}）没毛病。',
  site_wrong: '中心的资料（{folder}）有毛病：{detail}',
  address_local: '外面的平台找不到本机：把 XINQIAO_PUBLIC_URL 填成外网能打开的 https 地址，前面用反向代理接好证书。现在是 {address}。',
  address_plain: '{address} 不是 https：平台只往 https 送消息，请接好证书再填 XINQIAO_PUBLIC_URL。',
  no_doors: '除了网页，没有开别的渠道。要开哪个，照 docs/CHANNELS.md 在 .env 里填密钥。',
  clock: '本机的钟差了 {seconds} 秒：请打开自动对时（timedatectl set-ntp true），不然平台的签名会被当成旧的拒掉。',
  callback_good: '从 {address} 能找到本程序，口令也对。',
  callback_unreachable: '{address} 打不开：先用 npm start 把程序开起来再查一次；开着还打不开，就查反向代理和防火墙。',
  callback_wrong: '{address} 有人答，但答得不对：多半是反向代理转错了地方，或者正在跑的程序用的是旧设置，重启它。',
  widget_off: '没有别的网站嵌入对话框：要嵌入，就把网站地址写进 site.yaml 的 widget.origins。',
  widget_plain: '政务网站是 https，{address} 不是，浏览器不会显示：给本程序接好证书，再填 XINQIAO_PUBLIC_URL。',
  widget_frame_options: '{address} 前面的反向代理加了 X-Frame-Options，对话框打不开：在代理里对 /embed.html 去掉它。',
  widget_script_header: '{address} 前面的反向代理改了 Cross-Origin-Resource-Policy，别的网站装不上 widget.js：在代理里去掉它。',
  widget_site_good: '{origin} 的网页嵌入没有障碍。',
  widget_site_silent: '从这里打不开 {origin}，没法查它的网页：请在办公室电脑上打开看看按钮在不在。',
  widget_site_policy: '{origin} 的安全策略（Content-Security-Policy）不让嵌入：请网站管理员加上 {line}。',
  widget_site_microphone: '{origin} 不让网页用话筒（Permissions-Policy），在它上面录不了音，别的都能用。',
  wechat_endpoint: '微信网关 {address} 有人应答。',
  wechat_endpoint_silent: '微信网关 {address} 连不上：先把网关开起来，再查 XINQIAO_WECHAT_ENDPOINT 和防火墙。',
  wechat_token_only: '只填了令牌，地址由服务商分配：启动后到工作台“常用号码”页看渠道连没连上。',
  wechat_warning: '用个人微信号跑程序，微信随时可能封号。能用公众号或微信客服就用那个。',
  telegram_token: '密钥是对的，机器人叫 @{name}。',
  telegram_bad_token: '密钥不对：到 @BotFather 那里把整串令牌重新复制到 XINQIAO_TELEGRAM_TOKEN。',
  telegram_unreachable: '{address} 连不上：国内一般打不开它，要有合规的出境线路，或者用 XINQIAO_TELEGRAM_API_ROOT 换一个地址。',
  telegram_webhook_other: '对面登记的回调地址和设置里的不一样：启动本程序会改过来；要是有别的程序在用同一个令牌，请停掉它。',
  telegram_webhook_failed: '对面最近一次往回调地址送消息没送到：查证书、域名和反向代理。',
  telegram_public_only: '只答一般问题，不登记案子，不问姓名电话（服务器在国外）；有危险照样叫值班的人。',
  telegram_cases: '您打开了 XINQIAO_TELEGRAM_CASES：居民说的案情会存到国外。没做过个人信息出境评估和单独同意的，请改回 off。',
  platform_unreachable: '{address} 连不上：查服务器能不能上外网、DNS 和防火墙。',
  platform_refused: '平台不让登录，错误码 {code}：到平台文档的“全局返回码”里查。',
  official_secret: 'AppID 和 AppSecret 是对的。',
  official_bad_secret: 'AppID 或 AppSecret 不对（错误码 {code}）：到公众平台“设置与开发 → 基本配置”重新复制。',
  official_ip_not_listed: '这台服务器的外网地址没进白名单（错误码 {code}）：到“基本配置 → IP白名单”里加上。',
  wecom_secret: '企业ID和密钥是对的。',
  wecom_bad_secret: '企业ID或密钥不对（错误码 {code}）：企业ID在“我的企业”，密钥在“微信客服 → 开发配置”，重新复制。',
  wecom_ip_not_listed: '这台服务器的外网地址不可信（错误码 {code}）：到应用的“企业可信IP”里加上。',
  wecom_accounts: '有 {accounts} 个客服账号。',
  wecom_no_account: '还没有客服账号，或者没授权给接口：到“微信客服”里建一个，并勾上“通过API管理”。',
  speech_off: '没配语音识别：居民发语音会存下来，叫真人去听。',
  speech_local: '语音在本机由 {program} 转成文字，不出这台机器。',
  speech_no_program: '语音识别的程序 {program} 找不到：查 XINQIAO_TRANSCRIBER_COMMAND 的路径和权限。',
  speech_endpoint: '语音识别服务 {address} 连得上。',
  speech_bad_key: '语音识别服务 {address} 不认密钥：查 XINQIAO_TRANSCRIBER_KEY。',
  speech_unreachable: '语音识别服务 {address} 连不上：先把它开起来，再查地址和防火墙；连不上时语音都叫真人去听。',
  speech_leaves: '居民的录音会原样送到 {address}，声音没法打码：只能用自己的或签了保密协议的境内服务。',
  speech_ffmpeg: '有 ffmpeg，微信客服和公众号的 AMR 语音也能听。',
  speech_no_ffmpeg: '没找到 ffmpeg：微信客服和公众号的 AMR 语音听不了，会叫真人去听。装上（apt install ffmpeg）或填 XINQIAO_FFMPEG。',
  hotline_other_secret: '{address} 有人答，但密钥对不上：正在跑的程序用的是旧设置，重启它再查。',
  whole: '没发现毛病。',
  broken: '有 {count} 处要修，照上面说的改好再查一次。',
};

/** How to fix a setting that is missing or wrong. */
const fixes: Readonly<Record<string, string>> = {
  PORT: '填0到65535的数。',
  XINQIAO_PUBLIC_URL: '填外网能打开的完整地址，如 https://bridge.example。',
  XINQIAO_WECHAT_TOKEN: '从服务商那里复制令牌；不用微信就把 XINQIAO_WECHAT_ 开头的都留空。',
  XINQIAO_WECHAT_ENDPOINT: '写成 地址:端口，如 127.0.0.1:8788。',
  XINQIAO_WECHAT_TLS: '写 on 或 off。',
  XINQIAO_TELEGRAM_TOKEN: '从 @BotFather 复制整串令牌，形如 123456:ABC…。',
  XINQIAO_TELEGRAM_WEBHOOK_URL: '填外网地址加 /doors/telegram；和 XINQIAO_TELEGRAM_WEBHOOK_SECRET 要么都填，要么都空着。',
  XINQIAO_TELEGRAM_WEBHOOK_SECRET: '自己定一串至少16位的字母数字（openssl rand -hex 24）；和回调地址要么都填，要么都空着。',
  XINQIAO_TELEGRAM_CASES: '写 on 或 off；off 是只答一般问题。',
  XINQIAO_OFFICIAL_ACCOUNT_APP_ID: '到公众平台“基本配置”复制 AppID。',
  XINQIAO_OFFICIAL_ACCOUNT_APP_SECRET: '到公众平台“基本配置”复制 AppSecret。',
  XINQIAO_OFFICIAL_ACCOUNT_TOKEN: '和公众平台“服务器配置”里的令牌填成一样。',
  XINQIAO_OFFICIAL_ACCOUNT_AES_KEY: '复制公众平台“服务器配置”里的 EncodingAESKey，一共43位。',
  XINQIAO_TRANSCRIBER: '和 XINQIAO_TRANSCRIBER_COMMAND 二选一；用服务就填模型名，并填 XINQIAO_TRANSCRIBER_URL。',
  XINQIAO_TRANSCRIBER_URL: '填带版本的完整地址，如 http://127.0.0.1:8000/v1，或者留空。',
  XINQIAO_HOTLINE_SECRET: '自己定一串至少16位的字母数字（openssl rand -hex 24），呼叫中心那边填成一样的。',
  XINQIAO_WECOM_CORP_ID: '到企业微信后台“我的企业”复制企业ID。',
  XINQIAO_WECOM_SECRET: '到“微信客服 → 开发配置”复制密钥。',
  XINQIAO_WECOM_TOKEN: '和“微信客服 → 开发配置”回调里的 Token 填成一样。',
  XINQIAO_WECOM_AES_KEY: '复制“微信客服 → 开发配置”回调里的 EncodingAESKey，一共43位。',
};
const usualFix = '照 .env.example 里的说明填。';

/** The words of a finding. */
export function doctorText(code: string, values: Readonly<Record<string, string | number>> = {}): string {
  return (texts[code] ?? code).replaceAll(/\{(\w+)\}/g, (place, name: string) => (name in values ? String(values[name]) : place));
}

/** How to fix a setting, in a sentence. */
export function fixFor(name: string): string {
  return fixes[name] ?? usualFix;
}
