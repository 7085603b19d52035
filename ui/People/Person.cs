using Microsoft.AspNetCore.Identity;

namespace SpecimenLogistics.Ui.People;

/// <summary>
/// Somebody with an account. Facts and screens know a person as a StaffId, which is the user name; what the person is called
/// stands in <see cref="PersonName"/> and nowhere else.
/// </summary>
public sealed class Person : IdentityUser
{
    /// <summary>Words of <see cref="Role"/>, separated by spaces.</summary>
    public string Roles { get; set; } = "";

    /// <summary>The only party whose pages a person of a place sees; null for people at desks.</summary>
    public string? Place { get; set; }

    /// <summary>The password was made for this person, who has to choose one first.</summary>
    public bool MustChange { get; set; }

    public bool Ended { get; set; }

    public IEnumerable<Role> RoleList => Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Enum.Parse<Role>(word, ignoreCase: true));
}

/// <summary>What a StaffId is called. Kept apart, so that all names can be forgotten without touching anything else.</summary>
public sealed class PersonName
{
    public required string Staff { get; set; }
    public required string Name { get; set; }
}
