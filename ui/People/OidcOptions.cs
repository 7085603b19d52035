namespace SpecimenLogistics.Ui;

/// <summary>An organisation's own sign-on. It says who somebody is; what that person may is said by the account here.</summary>
/// <param name="Authority">Its address; <c>https</c>, or this machine.</param>
public sealed record OidcOptions(Uri Authority, string ClientId, string Secret);
