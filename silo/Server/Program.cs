using SpecimenLogistics.Server;

return args switch
{
    ["serve", .. var rest] => await Serve.Run(rest),
    ["demo", .. var rest] => await Demo.Run(rest),
    ["people", .. var rest] => await PeopleVerb.Run(rest),
    ["verify", .. var rest] => await Verify.Run(rest),
    ["migrate", .. var rest] => Migrate.Run(rest),
    ["backup", .. var rest] => Backup.Take(rest),
    ["restore", .. var rest] => Backup.Restore(rest),
    ["retain", .. var rest] => await Retain.Run(rest),
    ["authority", .. var rest] => AuthorityVerb.Run(rest, TimeProvider.System),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine($"""
        usage: Server {Settings.Usage}
               Server demo [the options of ./run]
               Server people add --data DIR | --store CONNECTION --staff ID --role ROLE[,ROLE] [--place PARTY] [--name NAME]
               Server {Verify.Usage}
               Server {Migrate.Usage}
               Server {Backup.Usage}
               Server {Backup.RestoreUsage}
               Server {Retain.Usage}
               Server {AuthorityVerb.Usage}
        """);
    return 64;
}
