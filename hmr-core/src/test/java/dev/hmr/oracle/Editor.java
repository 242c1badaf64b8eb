package dev.hmr.oracle;

import static dev.hmr.oracle.Type.pick;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes the edits that developers make, on a random place of a program. What comes out need not compile. */
final class Editor {
    private static final int NAMES = 14;

    private final Random random;
    private final Program program;
    private final Writer writer;
    private final Nesting nesting;

    Editor(Random random, Program program) {
        this.random = random;
        this.program = program;
        this.writer = new Writer(random, program);
        this.nesting = new Nesting(random, program);
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** One edit, or several saved together. */
    void edit() {
        int edits = chance(0.75) ? 1 : 2 + random.nextInt(2);
        for (int i = 0; i < edits; i++) {
            Type type = pick(random, program.types);
            if (chance(0.65)) {
                editMember(type);
            } else if (chance(0.6)) {
                editHead(type);
            } else {
                editProgram(type);
            }
        }
    }

    private void editMember(Type type) {
        if (type.members.isEmpty()) {
            writer.member(type);
            return;
        }
        int index = random.nextInt(type.members.size());
        Member member = type.members.get(index);
        switch (random.nextInt(28)) {
            case 0, 1, 2, 3, 4 -> type.members.set(index, writer.body(type, member));
            case 5 -> constantOf(type);
            case 6 -> type.members.set(index, member.withParameters(writer.parameters()));
            case 7 -> type.members.set(index, member.withAccess(writer.access(type)));
            case 8 ->
                type.members.set(
                        index, member.withType(pick(random, List.of("int", "long", "String", "Object", "Integer"))));
            case 9 -> type.members.add(index, writer.body(type, member.withParameters(writer.parameters())));
            case 10, 11 -> writer.member(type);
            case 12 -> type.members.remove(index);
            case 13 -> Collections.swap(type.members, index, random.nextInt(type.members.size()));
            case 14 -> rename(type, index);
            case 15, 16, 17, 18 -> share();
            case 19, 20 -> hold();
            case 21 -> release();
            case 22, 23, 24 -> nesting.add();
            case 25 -> nesting.remove();
            case 26 -> nesting.revise();
            default -> move(type, index);
        }
    }

    /** A method that comes with one that calls it, of a class that the caller knows already if there is one. */
    private void share() {
        Type caller = pick(random, program.types);
        List<Type> classes = program.types.stream()
                .filter(type -> type.kind == Type.Kind.CLASS && type.isVisibleFrom(caller))
                .toList();
        List<Type> known = classes.stream()
                .filter(type -> caller.members.stream()
                        .anyMatch(member -> member.body().matches("(?s).*\\b" + type.name + "\\b.*")))
                .toList();
        if (classes.isEmpty()) {
            return;
        }
        Type type = pick(random, known.isEmpty() ? classes : known);
        Member method = writer.shared(type);
        for (int i = 0; i < caller.members.size(); i++) {
            Member probe = caller.members.get(i);
            String call = probe.name().startsWith("p") ? writer.call(caller, type, method) : null;
            if (call != null) {
                caller.members.set(i, probe.withBody("return \"shared\" + " + call + ";"));
                type.members.add(random.nextInt(type.members.size() + 1), method);
                return;
            }
        }
    }

    /** A static field that comes with code that uses it, mostly in its own class. */
    private void hold() {
        List<Type> holders = program.types.stream()
                .filter(any ->
                        any.kind == Type.Kind.CLASS || any.kind == Type.Kind.ENUM || any.kind == Type.Kind.RECORD)
                .toList();
        // Where reflection looks, nothing goes in place.
        List<Type> unseen = holders.stream().filter(any -> !isSeen(any)).toList();
        if (holders.isEmpty()) {
            return;
        }
        Type type = pick(random, unseen.isEmpty() || chance(0.2) ? holders : unseen);
        Type other = pick(random, program.types);
        Type user = chance(0.3) && type.isVisibleFrom(other) ? other : type;
        String name = "h" + random.nextInt(10);
        HeldState held = HeldState.any(random);
        String use = held.use(user == type ? name : type.qualifiedName() + "." + name);
        if (chance(0.3)) {
            use = "((java.util.function.Supplier<Object>) () -> " + use + ").get()";
        }
        for (int i = 0; i < user.members.size(); i++) {
            Member probe = user.members.get(i);
            if (probe.kind() == Member.Kind.METHOD && probe.name().startsWith("p")) {
                user.members.set(i, probe.withBody("return \"held\" + " + use + ";"));
                String access = user == type ? pick(random, List.of("private", "private", "")) : "public";
                type.members.add(random.nextInt(type.members.size() + 1), held.field(random, access, name));
                return;
            }
        }
    }

    private boolean isSeen(Type type) {
        return program.types.stream()
                .flatMap(any -> any.members.stream())
                .anyMatch(member -> member.body().contains(type.name + ".class"));
    }

    /** Such a field goes, with all code that uses it. */
    private void release() {
        Type type = program.pick(random, any -> any.members.stream().anyMatch(HeldState::is));
        if (type != null) {
            Member field =
                    type.members.stream().filter(HeldState::is).findFirst().orElseThrow();
            type.members.remove(field);
            String used = ".*\\b" + field.name() + "\\b.*";
            program.types.forEach(any -> any.members.replaceAll(member ->
                    member.kind() == Member.Kind.METHOD && member.body().matches(used)
                            ? member.withBody("return \"released\";")
                            : member));
        }
    }

    private void constantOf(Type type) {
        for (int i = 0; i < type.members.size(); i++) {
            if (type.members.get(i).kind() == Member.Kind.CONSTANT) {
                type.members.set(i, writer.body(type, type.members.get(i)));
            }
        }
    }

    private void rename(Type type, int index) {
        Member member = type.members.get(index);
        if (member.kind() != Member.Kind.METHOD || member.name().equals("toString")) {
            return;
        }
        // The digit stays: it keeps programs from running for ever.
        String name = member.name();
        String renamed = name.startsWith("p")
                ? "p9" + name.substring(1)
                : name.substring(0, 1) + (name.charAt(1) == 'a' ? 'b' : 'a') + name.substring(2);
        if (chance(0.3)) {
            program.replaceWord(name, renamed);
        } else {
            type.members.set(index, member.withName(renamed));
        }
    }

    private void move(Type type, int index) {
        Type target = pick(random, program.types);
        boolean fits =
                type.members.get(index).kind() == Member.Kind.CONSTANT || type.isInterface() == target.isInterface();
        if (fits && type.kind != Type.Kind.ANNOTATION && target.kind != Type.Kind.ANNOTATION) {
            target.members.add(type.members.remove(index));
        }
    }

    private void editHead(Type type) {
        switch (random.nextInt(9)) {
            case 0 -> type.isPublic = !type.isPublic;
            case 1 -> {
                if (type.kind == Type.Kind.CLASS) {
                    writer.extend(type);
                }
            }
            case 2 -> {
                if (type.kind == Type.Kind.CLASS || type.kind == Type.Kind.ENUM || type.kind == Type.Kind.INTERFACE) {
                    writer.implement(type);
                }
            }
            case 3 -> {
                if (type.kind == Type.Kind.CLASS) {
                    type.modifier = pick(random, List.of("", "", "abstract", "final"));
                }
            }
            case 4 -> {
                if (!type.typeParameter.isEmpty()) {
                    type.typeParameter = writer.bound();
                }
            }
            case 5 -> {
                if (type.kind != Type.Kind.ANNOTATION) {
                    type.annotation = "";
                    writer.annotate(type);
                }
            }
            case 6 -> type.imports = writer.imports(type.pkg);
            default -> editShape(type);
        }
    }

    private void editShape(Type type) {
        switch (type.kind) {
            case ENUM -> editList(type.enumConstants, writer.enumConstant("C" + random.nextInt(5)));
            case RECORD -> editList(type.components, writer.component(type, "r" + random.nextInt(4)));
            case SEALED -> {
                if (chance(0.5) && type.permits.size() > 1) {
                    editList(type.permits, "");
                } else {
                    permitMore(type);
                }
            }
            case ANNOTATION -> writer.element(type);
            default -> writer.member(type);
        }
    }

    private void permitMore(Type sealed) {
        String name = freshName(sealed.pkg);
        if (name != null) {
            Type added = new Type(Type.Kind.RECORD, sealed.pkg, name);
            added.interfaces.add(sealed.qualifiedName());
            added.members.add(writer.probe(added, 0));
            sealed.permits.add(added.qualifiedName());
            program.types.add(added);
        }
    }

    /** Adds, removes or reorders. */
    private void editList(List<String> list, String added) {
        int option = random.nextInt(4);
        if (option == 0 && !added.isEmpty()) {
            list.add(random.nextInt(list.size() + 1), added);
        } else if (option == 1 && !list.isEmpty()) {
            list.remove(random.nextInt(list.size()));
        } else {
            Collections.shuffle(list, random);
        }
    }

    private void editProgram(Type type) {
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> {
                String pkg = pick(random, Program.PACKAGES);
                String name = freshName(pkg);
                if (name != null) {
                    program.types.add(writer.type(pkg, name));
                }
            }
            case 3 -> program.types.remove(type);
            case 4 -> {
                String name = freshName(type.pkg);
                if (name != null) {
                    renameType(type, type.pkg, name);
                }
            }
            case 5 -> {
                String pkg = pick(random, Program.PACKAGES);
                if (program.find(pkg + "." + type.name) == null) {
                    renameType(type, pkg, type.name);
                }
            }
            case 6 -> {
                Type host = program.pick(
                        random, other -> other.pkg.equals(type.pkg) && other != type && other.guestOf.isEmpty());
                boolean isHost = program.types.stream()
                        .anyMatch(other -> other.pkg.equals(type.pkg) && other.guestOf.equals(type.name));
                if (!type.guestOf.isEmpty()) {
                    type.guestOf = "";
                } else if (host != null && !isHost) {
                    type.guestOf = host.name;
                    type.isPublic = false;
                }
            }
            case 7 -> program.vaults.put(type.pkg, "v" + random.nextInt(9));
            default -> {
                // A brace too few, a comment, a line moved: what an editor saves half way through.
                if (chance(0.3)) {
                    type.members.add(Member.raw("static int broken("));
                } else {
                    type.members.add(random.nextInt(type.members.size() + 1), Member.raw("// a comment"));
                }
            }
        }
    }

    private void renameType(Type type, String pkg, String name) {
        String before = type.qualifiedName();
        String simple = type.name;
        boolean followed = chance(0.7);
        List<Type> guests = new ArrayList<>();
        for (Type other : program.types) {
            if (other.pkg.equals(type.pkg) && other.guestOf.equals(simple)) {
                guests.add(other);
            }
        }
        guests.forEach(guest -> guest.guestOf = "");
        type.guestOf = "";
        type.pkg = pkg;
        type.name = name;
        if (followed) {
            program.replaceWord(before, pkg + "." + name);
            if (!simple.equals(name)) {
                program.replaceWord(simple, name);
            }
        } else {
            type.members.replaceAll(
                    member -> member.kind() == Member.Kind.CONSTRUCTOR ? member.withName(name) : member);
        }
    }

    private @Nullable String freshName(String pkg) {
        for (int attempt = 0; attempt < 5; attempt++) {
            String name = "T" + random.nextInt(NAMES);
            if (program.find(pkg + "." + name) == null) {
                return name;
            }
        }
        return null;
    }
}
