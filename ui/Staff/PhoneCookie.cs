namespace SpecimenLogistics.Ui.Staff;

/// <summary>
/// What an enrolled phone shows: its id and secret, sent to the pages of its own place only, out of reach of scripts. One
/// browser may be the phone of several places, one cookie each.
/// </summary>
static class PhoneCookie
{
    const string Name = "phone";

    public static (string Id, string Secret)? Read(HttpRequest request) =>
        request.Cookies[Name]?.Split('.', 2) is [{ Length: > 0 } id, { Length: > 0 } secret] ? (id, secret) : null;

    public static void Write(HttpContext context, string path, string id, string secret) => context.Response.Cookies.Append(Name, $"{id}.{secret}", new CookieOptions
    {
        // A phone stays enrolled until it is revoked: a programme's day must not end with a sign-on.
        HttpOnly = true, SameSite = SameSiteMode.Strict, Path = path, IsEssential = true, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(90),
    });
}
