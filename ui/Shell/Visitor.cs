namespace SpecimenLogistics.Ui;

/// <summary>What a visitor chose, kept in cookies of a year.</summary>
static class Visitor
{
    const string LanguageCookie = "language", ThemeCookie = "theme";

    /// <summary>The address's choice is kept; else the kept one; else what the browser asks for.</summary>
    public static string Language(HttpContext context)
    {
        if (context.Request.Query["lang"] is [{ } wished] && Lexicon.For(wished).Language == wished)
        {
            context.Response.Cookies.Append(LanguageCookie, wished, new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps });
            return wished;
        }
        return context.Request.Cookies[LanguageCookie] is { } kept ? Lexicon.For(kept).Language : Lexicon.Preferred(context.Request.Headers.AcceptLanguage.ToString());
    }

    public static string Theme(HttpContext context) => context.Request.Cookies[ThemeCookie] == "light" ? "light" : "dark";
}
